# Near miss: the sizes of two clients that know each other, and the length in front of everything, which shows in one
# direction, too.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > 2f ~751*47
0.1     < 1f ~752*31
0.2     > 0f ~753*15
0.3     < 0d ~754*13
0.4     > 03 ~755*3
--- whole
unknown none none, open 0, 5 packets
by nothing, era any
flags none
