# Empty record and third message in one turn, the answer between them never captured nor acknowledged.
tcp 10.0.0.11:50000 > 192.0.2.30:33033

0       > 16 03 01 00 00
0.2     > 16 03 01 00 cd 41 03 00 09 80 40 04 08 c0 01 ~701*195

--- whole
packet 1 >    5 bytes  5001 login-request: skype +70 = 70
packet 2 >  215 bytes  5004 login-key-old-merged: skype +100 = 100
skype login tcp, final 100, packet 1 of 2
by 5004 login-key-old-merged, era 0.9 - 4.2
flags one-way
path nat-one
