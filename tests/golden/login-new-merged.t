# The same behind one more empty record.
tcp 10.0.0.11:50000 > 192.0.2.30:33033

0       < [lost] 17 03 01 00 00
0.2     > 16 03 01 00 00 16 03 01 00 e7 42 cd ef e7 40 d7 2f 1d ~711*223

--- whole
packet 1 >  241 bytes  5006 login-key-merged: skype +100 = 100
skype login tcp, final 100, packet 1 of 1
by 5006 login-key-merged, era 5.0 - 7.18
flags one-way missing
path nat-one
