# Near miss: the right sizes, and an encrypted protocol that begins its messages with their length in four bytes.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > 0000003c ~701*60
0.1     < 0000004c ~702*76
0.11    > 00000004 ~703*4
0.2     < 00000004 ~704*4

--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
