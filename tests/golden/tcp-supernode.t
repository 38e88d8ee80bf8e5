# A supernode takes the client in: its answer has more than 57 bytes and not 339 (EHL06).
tcp 10.0.0.11:50000 > 192.0.2.7:33033

0       > ~501*14
0.1     < ~502*14 2dfd4478aa7ad27a7c ~513*36
0.11    > 866d7bb03100697a03 ~504*16
0.3     < ~505*578
0.31    > ~506*16

--- whole
packet 2 <   59 bytes  2003 tcp-record-answer: skype +30 = 30
packet 3 >   25 bytes  2001 tcp-record-client: skype +85 = 100
skype signalling tcp, final 100, packet 3 of 3
by 2001 tcp-record-client, era 1.0 - 4.2
flags none
path nat-one
--- only <
unknown none none, open 0, 2 packets
by nothing, era any
flags one-way missing
