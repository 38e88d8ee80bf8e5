# A NACK repeats the id of the request, and the address it tells is the NAT's (EHL06).
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       > 60c4 02 8f1e2d3c 4b5a6978 ~41*7
0.39    < 60c4 77 cb007105 55aa3311

--- whole
packet 2 <   11 bytes  1006 udp-nack-echo: skype +85 = 85
packet 2 <   11 bytes  1015 udp-translated: skype +1 = 86
skype signalling udp-direct, likely 86, packet 2 of 2
by 1006 udp-nack-echo, era 1.0 - 5.5
flags none
path nat-one
--- only >
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way
