# Login of 5.x to 7.x: eight other fixed bytes (SOS2).
tcp 10.0.0.11:50000 > 192.0.2.30:33033

0       > 16 03 01 00 00
0.1     < [lost] 17 03 01 00 00
0.2     > 16 03 01 00 e7 42 cd ef e7 40 d7 2f 1d ~711*223
0.3     < 17 03 01 0100 ~712*256

--- whole
packet 1 >    5 bytes  5001 login-request: skype +70 = 70
packet 2 >  236 bytes  5005 login-key: skype +100 = 100
skype login tcp, final 100, packet 1 of 2
by 5005 login-key, era 5.0 - 7.18
flags one-way missing
path nat-one
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way missing
