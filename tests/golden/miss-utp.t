# Near miss: uTP with connection ids 0x02xx and timestamps that look random (BEP 29).
udp 10.0.0.11:40000 > 192.0.2.7:6881
not skype

0       > 41 00 02d1 7c1a90e4 00000000 00100000 3e21 0000
0.09    < 21 00 02d1 9b30f2c7 1ef6a3b1 00100000 88a0 3e21
0.091   > 01 00 02d2 7c1bf5a8 2109c4d2 00100000 3e22 88a0 ~221*200
0.2     < 21 00 02d1 9b32a011 1ef7d2c4 00100000 88a0 3e22

--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
