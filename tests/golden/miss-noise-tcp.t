# Near miss: an encrypted protocol without framing, both ways.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

cuts may fire                                         # a turn of 80 bytes begins with 8
0       > ~581*96
0.1     < ~582*130
0.11    > ~583*80
0.2     < ~584*200
0.3     > ~585*61

--- whole
unknown none none, open 0, 5 packets
by nothing, era any
flags none
