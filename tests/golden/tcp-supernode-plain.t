# A supernode whose opening brings no record: its second answer, of more than 57 bytes and not 339 (EHL06), settles
# what the client's record made likely.
tcp 10.0.0.11:50000 > 192.0.2.7:33033

0       > ~501*14
0.1     < ~502*14
0.11    > 866d7bb03100697a03 ~504*16
0.3     < ~505*578
0.31    > ~506*16

--- whole
packet 3 >   25 bytes  2001 tcp-record-client: skype +85 = 85
packet 4 <  578 bytes  2005 tcp-supernode-answer: skype +15 = 100
skype signalling tcp, final 100, packet 3 of 4
by 2001 tcp-record-client, era 1.0 - 4.2
flags none
path nat-one
--- only <
unknown none none, open 0, 2 packets
by nothing, era any
flags one-way missing
