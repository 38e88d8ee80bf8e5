# 1.4 on port 80: sixteen bytes, and the upper nibbles of bytes 4 and 5 come again ten bytes on (EHL06 fig.
# 7).
tcp 10.0.0.11:50000 > 192.0.2.7:80

0       > ~611*14 0f08
0.1     < ~612*59
0.2     > ~613*25

--- whole
packet 1 >   16 bytes  3001 tcp80-opening-old: skype +55 = 55
skype signalling tcp-80, likely 55, packet 1 of 3
by 3001 tcp80-opening-old, era 1.4
flags none
path nat-one
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way missing
