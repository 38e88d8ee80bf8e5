# The first message alone: likely, never final.
tcp 10.0.0.11:50000 > 192.0.2.30:33033

0       > 16 03 01 00 00
5       > [fin]

--- whole
packet 1 >    5 bytes  5001 login-request: skype +70 = 70
skype login tcp, likely 70, packet 1 of 1
by 5001 login-request, era 0.9 - 7.18
flags one-way
path nat-one
