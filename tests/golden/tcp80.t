# 2.0 on port 80: the upper nibbles of bytes 5 to 13 come again (EHL06 6.2).
tcp 10.0.0.11:50000 > 192.0.2.7:80

0       > ~621*14 d6b2b2cefdc63e09e98a ~622*20
0.1     < ~623*59

--- whole
packet 1 >   44 bytes  3002 tcp80-opening: skype +90 = 90
skype signalling tcp-80, final 90, packet 1 of 1
by 3002 tcp80-opening, era 2.0
flags one-way
path nat-one
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way missing
