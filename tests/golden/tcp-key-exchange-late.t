# Near miss: the hash comes ten seconds later.
tcp 10.0.0.11:50000 > 192.0.2.7:33033
not skype

0       > ~551*77
0.1     < ~552*93
10.2    > ~553*8
10.3    < ~554*8

--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
