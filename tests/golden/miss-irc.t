# Near miss: IRC, whose first lines may have a key exchange's sizes too: 52, 63 and 8.
tcp 10.0.0.11:50000 > 192.0.2.7:6667
not skype

0       > "NICK somebody\r\nUSER somebody 0 * :Some Body At Home\r\n"
0.1     < ":irc.example.net NOTICE AUTH :*** Looking up your hostname...\r\n"
0.4     > "MODE +i\n"
0.6     < ":x M +i\n"

--- whole
unknown none none, open 0, 4 packets
by nothing, era any
flags none
