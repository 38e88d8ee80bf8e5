# Through a SOCKS4 proxy, to the login server.
tcp 10.0.0.11:50000 > 10.0.0.2:1080

0       > 04 01 8109 c000021e "me" 00
0.1     < 00 5a 8109 c000021e
0.11    > 16 03 01 00 00
0.2     < 17 03 01 00 00

--- whole
packet 3 >    5 bytes  5001 login-request: skype +70 = 70
packet 4 <    5 bytes  5002 login-answer: skype +70 = 100
skype login proxy-socks4, final 100, packet 3 of 4
by 5001 login-request, era 0.9 - 7.18
flags tunnelled
path proxy
--- only >
unknown none none, open 0, 2 packets
by nothing, era any
flags one-way missing
--- only <
unknown none none, open 0, 2 packets
by nothing, era any
flags one-way missing
