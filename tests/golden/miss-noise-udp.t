# Near miss: an encrypted protocol without any framing, both ways.
udp 10.0.0.11:40000 > 192.0.2.7:33033
not skype

0.0     > ~300*40
0.1     < ~301*47
0.2     > ~302*54
0.3     < ~303*61
0.4     > ~304*68
0.5     < ~305*75
0.6     > ~306*82
0.7     < ~307*89
0.8     > ~308*96
0.9     < ~309*103

--- whole
unknown none none, open 0, 10 packets
by nothing, era any
flags none
