# The client's second message is a confirm, 07 01 and a sequence number.
tcp 10.0.0.11:50000 > 192.0.2.7:33033

0       > ~501*14
0.1     < ~502*14 ~523*45
0.11    > b15dc5b3

--- whole
packet 3 >    4 bytes  2004 tcp-confirm: skype +85 = 85
skype signalling tcp, likely 85, packet 3 of 3
by 2004 tcp-confirm, era 1.0 - 4.2
flags none
path nat-one
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way missing
