# Near miss: the sizes of 7.x, and an encrypted protocol that begins its messages with their length, the lower byte first.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

cuts may fire                                         # a turn of 18 bytes begins with 14
0       > 2800 ~711*38
0.1     < 3200 ~712*48
0.2     > 1000 ~713*14
0.3     < 1200 ~714*16
0.4     > 0400 ~715*2

--- whole
unknown none none, open 0, 5 packets
by nothing, era any
flags none
