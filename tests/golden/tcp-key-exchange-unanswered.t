# The server's value is missing from the capture, but the client acknowledges it.
tcp 10.0.0.11:50000 > 192.0.2.7:33033

0       > ~551*77
0.1     < [lost] ~552*93
0.1012  > ~553*8

--- whole
packet 2 >    8 bytes  2021 tcp-key-exchange-one-way: skype +50 = 50
skype signalling tcp, likely 50, packet 2 of 2
by 2021 tcp-key-exchange-one-way, era 5.0 - 7.18
flags one-way missing
path nat-one
