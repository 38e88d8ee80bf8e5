# Near miss: the sizes of a key exchange, and an encrypted protocol whose messages have a type and a version, and count.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > 91 03 0000 ~721*60
0.1     < 92 03 0000 ~722*72
0.2     > 93 03 0001 ~723*4
0.3     < 94 03 0001 ~724*4
--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
