# Near miss: the right sizes, and an encrypted protocol that begins its messages with a type and their length.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > 01 003d ~731*61
0.1     < 02 004d ~732*77
0.11    > 03 0005 ~733*5
0.2     < 04 0005 ~734*5

--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
