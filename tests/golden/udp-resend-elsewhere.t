# Near miss: the same with another address in it proves nothing.
udp 10.0.0.11:40000 > 192.0.2.7:33033
not skype

0       > 4f3a 63 01 a1b2c3d4 c0000208 5ce1089d ~12*7
0.09    < 8d11 0d 11f3a7c2 7be0924d ~13*7

--- whole
unknown none none, open 0, 2 packets
by nothing, era any
flags none
