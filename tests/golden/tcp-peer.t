# A 7.x client falls back to the seed form: 29-73, 26-73, 14-17, then 14 or 18, and a confirm of 4 (own
# count).
tcp 10.0.0.11:50000 > 192.0.2.7:33033

0       > ~541*52
0.1     < ~542*44
0.2     > ~543*15
0.3     < ~544*18
0.4     > ~545*4

--- whole
packet 4 <   18 bytes  2011 tcp-peer-sizes: skype +40 = 40
packet 5 >    4 bytes  2012 tcp-peer-ack: skype +30 = 70
skype signalling tcp, likely 70, packet 5 of 5
by 2011 tcp-peer-sizes, era 2.0 - 7.18
flags none
path nat-one
--- only >
packet 3 >    4 bytes  2014 tcp-peer-one-way: skype +50 = 50
skype signalling tcp, likely 50, packet 3 of 3
by 2014 tcp-peer-one-way, era 2.0 - 7.18
flags one-way missing
path nat-one
--- only <
unknown none none, open 0, 2 packets
by nothing, era any
flags one-way missing
