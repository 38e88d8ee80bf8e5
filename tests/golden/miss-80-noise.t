# Near miss: something encrypted on port 80.
tcp 10.0.0.11:50000 > 192.0.2.7:80
not skype

cuts may fire                                         # the third message begins with 8 bytes
0       > ~631*64
0.1     < ~632*80
0.2     > ~633*33

--- whole
unknown none none, open 0, 3 packets
by nothing, era any
flags none
