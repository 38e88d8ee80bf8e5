# Login of the early clients: an empty handshake record, an empty application record in answer, then fifteen
# fixed bytes (EHL06 5.2.3).
tcp 10.0.0.11:50000 > 192.0.2.30:33033

0       > 16 03 01 00 00
0.1     < 17 03 01 00 00
0.2     > 16 03 01 00 cd 41 03 00 09 80 40 04 08 c0 01 ~701*195 17 03 01 0064 ~702*100
0.3     < 17 03 01 00da ~703*218

--- whole
packet 1 >    5 bytes  5001 login-request: skype +70 = 70
packet 2 <    5 bytes  5002 login-answer: skype +70 = 100
skype login tcp, final 100, packet 1 of 2
by 5001 login-request, era 0.9 - 7.18
flags none
path nat-one
--- only >
packet 1 >    5 bytes  5001 login-request: skype +70 = 70
packet 2 >  315 bytes  5003 login-key-old: skype +100 = 100
skype login tcp, final 100, packet 1 of 2
by 5003 login-key-old, era 0.9 - 4.2
flags one-way missing
path nat-one
--- only <
packet 1 <    5 bytes  5002 login-answer: skype +70 = 70
skype login tcp, likely 70, packet 1 of 2
by 5002 login-answer, era 0.9 - 7.18
flags one-way missing
path nat-one
