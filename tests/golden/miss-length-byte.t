# Near miss: ADA09's sizes, and an encrypted protocol that begins its messages with how many bytes follow.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > 27 ~721*39
0.1     < 4f ~722*79
0.2     > 1a ~723*26
0.3     < 59 ~724*89
0.4     > 03 ~725*3

--- whole
unknown none none, open 0, 5 packets
by nothing, era any
flags none
