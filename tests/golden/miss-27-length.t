# Near miss: 27 and 4 bytes around a long answer, and the length in front of everything, which shows in one direction, too.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > 0027 ~741*39
0.1     < 004c ~742*76
0.2     > 0019 ~744*25
0.3     < 0240 ~745*576
0.4     > 0002 ~746*2
0.5     < 0002 ~747*2
--- whole
unknown none none, open 0, 6 packets
by nothing, era any
flags none
