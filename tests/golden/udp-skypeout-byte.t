# Byte 4 is not among the random ones: it may stay as it is, though one more is like the one before by chance.
udp 10.0.0.11:40000 > 192.0.2.9:12340

0.00    > 5a6b7c8d 00 77 ~800*26
0.02    < 5a6b7c8d 00 77 ~801*26
0.04    > 5a6b7c8d 00 77 ~802*26
0.06    < 5a6b7c8d 00 77 ~803*26
0.08    > 5a6b7c8d 00 77 ~804*26
0.10    < 5a6b7c8d 00 77 ~805*26
0.12    > 5a6b7c8d 00 77 ~806*26
0.14    < 5a6b7c8d 00 77 ~807*26
0.16    > 5a6b7c8d 00 77 ~808*26
0.18    < 5a6b7c8d 00 77 ~809*26
0.20    > 5a6b7c8d 00 77 ~810*26
0.22    < 5a6b7c8d 00 77 ~811*26
0.24    > 5a6b7c8d 00 77 ~812*26
0.26    < 5a6b7c8d 00 77 ~813*26
0.28    > 5a6b7c8d 00 77 ~814*26
0.30    < 5a6b7c8d 00 77 ~815*26
0.32    > 5a6b7c8d 00 77 ~816*26
0.34    < 5a6b7c8d 00 77 ~817*26
0.36    > 5a6b7c8d 00 77 ~818*26
0.38    < 5a6b7c8d 00 77 ~819*26
0.40    > 5a6b7c8d 00 77 ~820*26
0.42    < 5a6b7c8d 00 77 ~821*26
0.44    > 5a6b7c8d 00 77 ~822*26
0.46    < 5a6b7c8d 00 77 ~823*26

--- whole
packet 16 <   32 bytes  1020 udp-skypeout: skype +70 = 70
skype call-audio udp-relayed, likely 70, packet 16 of 24
by 1020 udp-skypeout, era 1.0 - 3.8
flags none
path relayed
