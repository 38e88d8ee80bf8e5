# Near miss: the sizes of two clients that know each other, and a protocol with a flag behind its type.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > 11 01 ~751*46
0.1     < 92 01 ~752*30
0.2     > 13 01 ~753*14
0.3     < 94 01 ~754*16
0.4     > 15 01 ~755*2
--- whole
unknown none none, open 0, 5 packets
by nothing, era any
flags none
