# Near miss: the sizes of a key exchange, and an encrypted protocol whose messages begin with a clock of each side's own.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > 4c81a7f2 ~731*60
0.1     < d0973e15 ~732*72
0.2     > 4c81a8ba ~733*4
0.3     < d0973edd ~734*4
--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
