# Near miss: the sizes of a key exchange in the middle of a connection.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

joined
0       > ~551*77
0.1     < ~552*93
0.1012  > ~553*8
0.2     < ~554*8

--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags midflow
