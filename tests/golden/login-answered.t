# The answer alone, the client's side not captured.
tcp 10.0.0.11:50000 > 192.0.2.30:33033

0       > [lost] 16 03 01 00 00
0.1     < 17 03 01 00 00
0.2     > [lost] ~713*300
0.3     < 17 03 01 00da ~703*218

--- whole
packet 1 <    5 bytes  5002 login-answer: skype +70 = 70
skype login tcp, likely 70, packet 1 of 2
by 5002 login-answer, era 0.9 - 7.18
flags one-way missing
path nat-one
