# Near miss: the same sizes, seen from the middle on.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

joined
0       > ~531*41
0.1     < ~532*38
0.12    < ~533*40
0.2     > ~534*27
0.3     < ~535*578
0.4     > ~536*4

--- whole
unknown none none, open 0, 6 packets
by nothing, era any
flags midflow
