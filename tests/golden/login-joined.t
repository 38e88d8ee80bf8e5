# The third message alone, in the middle of the connection.
tcp 10.0.0.11:50000 > 192.0.2.30:33033

joined
0.2     > 16 03 01 00 cd 41 03 00 09 80 40 04 08 c0 01 ~701*195
0.3     < 17 03 01 00da ~703*218

--- whole
packet 1 >  210 bytes  5003 login-key-old: skype +100 = 100
skype login tcp, final 100, packet 1 of 1
by 5003 login-key-old, era 0.9 - 4.2
flags midflow one-way
path nat-one
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags midflow one-way
