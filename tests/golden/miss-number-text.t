# Near miss: a number, the type 2 and text.
udp 10.0.0.11:40000 > 192.0.2.7:4000
not skype

0       > 60c4 02 "join the table of others"
0.03    < a1b7 02 "welcome to the long table of others, bring wine and bread"
--- whole
packet 2 <   60 bytes  1011 udp-exchange: skype +50 = 50
packet 2 <   60 bytes  1090 udp-text: other +51 = 51
other none none, likely 51, packet 2 of 2
by 1090 udp-text, era any
flags none
--- only >
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way
