# Near miss: sixteen bytes in the middle of a connection.
tcp 10.0.0.11:50000 > 192.0.2.7:80
not skype

joined
0       > ~611*14 0f08
0.1     < ~612*59
0.2     > ~613*25

--- whole
unknown none none, open 0, 3 packets
by nothing, era any
flags midflow
