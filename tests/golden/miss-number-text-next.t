# Near miss: numbers that count up, the type 2 and text.
udp 10.0.0.11:40000 > 192.0.2.7:4000
not skype

0       > 60c4 02 "join the table of others"
0.03    < a1b7 02 "welcome to the long table of others, bring wine and bread"
0.1     > 60c5 02 "leave the table of others"
0.13    < a1b8 02 "please come again, and bring somebody who can sing as well"
--- whole
packet 2 <   60 bytes  1011 udp-exchange: skype +50 = 50
packet 2 <   60 bytes  1090 udp-text: other +51 = 51
other none none, likely 51, packet 2 of 4
by 1090 udp-text, era any
flags none
--- only >
unknown none none, open 0, 2 packets
by nothing, era any
flags one-way
--- only <
unknown none none, open 0, 2 packets
by nothing, era any
flags one-way
