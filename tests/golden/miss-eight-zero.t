# Near miss: the right sizes, and eight bytes of a counter.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > ~571*77
0.1     < ~572*93
0.11    > 0000000000000001
0.2     < 0000000000000002

--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
