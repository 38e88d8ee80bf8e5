# Near miss: Manolito, 83, 789 and 8 bytes.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > ~561*83
0.1     < ~562*789
0.11    > ~563*8
0.2     < ~564*8

--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
