# The answer is missing: half a fact, until the third message comes.
tcp 10.0.0.11:50000 > 192.0.2.30:33033

0       > 16 03 01 00 00
0.1     < [lost] 17 03 01 00 00
0.2     > 16 03 01 00 cd 41 03 00 09 80 40 04 08 c0 01 ~701*195

--- whole
packet 1 >    5 bytes  5001 login-request: skype +70 = 70
packet 2 >  210 bytes  5003 login-key-old: skype +100 = 100
skype login tcp, final 100, packet 1 of 2
by 5003 login-key-old, era 0.9 - 4.2
flags one-way missing
path nat-one
