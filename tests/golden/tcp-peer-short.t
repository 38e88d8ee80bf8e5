# Near miss: the third message is one byte too short.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > ~541*52
0.1     < ~542*44
0.2     > ~543*13
0.3     < ~544*18
0.4     > ~545*4

--- whole
unknown none none, open 0, 5 packets
by nothing, era any
flags none
