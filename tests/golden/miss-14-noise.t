# Near miss: random messages of 14, 59 and 25 bytes, in which the cipher did not start over.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > ~601*14
0.1     < ~602*59
0.2     > ~603*25
0.3     < ~604*578
0.4     > ~605*16

--- whole
unknown none none, open 0, 5 packets
by nothing, era any
flags none
