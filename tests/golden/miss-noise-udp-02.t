# Near miss: the same, whose third byte happens to be 02 in one direction.
udp 10.0.0.11:40000 > 192.0.2.7:33033
not skype

0       > 91e2 02 ~311*60
0.1     < 44aa 8b ~312*60
0.2     > c7d0 02 ~313*90
0.3     < 0b3c 61 ~314*44

--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
