# Near miss: EtherNet/IP implicit messages: item count 2, then a sequenced address item.
udp 10.0.0.11:2222 > 192.0.2.7:2222
not skype

0       > 02 00 02 80 08 00 a1b2c3d4 01000000 b1 00 12 00 ~241*18
0.01    < 02 00 02 80 08 00 5e6f7081 01000000 b1 00 12 00 ~242*18
0.02    > 02 00 02 80 08 00 a1b2c3d4 02000000 b1 00 12 00 ~243*18

--- whole
unknown none none, open 0, 3 packets
by nothing, era any
flags none
