# Near miss: 27 and 4 bytes around a long answer, and a version in front of everything.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > c1 ~741*40
0.1     < c1 ~742*77
0.2     > c1 ~744*26
0.3     < c1 ~745*577
0.4     > c1 ~746*3
0.5     < c1 ~747*3
--- whole
unknown none none, open 0, 6 packets
by nothing, era any
flags none
