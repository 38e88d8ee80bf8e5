# Near miss: the answer comes after eleven seconds.
udp 10.0.0.11:40000 > 192.0.2.7:33033
not skype

0       > 33d0 02 6c7d8e9f a0b1c2d3 ~71*7
11      < e011 02 15263748 596a7b8c ~72*40

--- whole
unknown none none, open 0, 2 packets
by nothing, era any
flags none
