# Near miss: the word stands in the path and in a browser's name only.
tcp 10.0.0.11:50000 > 192.0.2.7:80
not skype

0       > "GET /skype.com/getlatestversion?ver=1.3.0.30 HTTP/1.1\r\nHost: www.example.org\r\n"
          "User-Agent: Mozilla/5.0 (like Skype)\r\n\r\n"
0.2     < "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"

--- whole
packet 1 >  118 bytes  6090 http-other: other +90 = 90
other none http, final 90, packet 1 of 1
by 6090 http-other, era any
flags one-way
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way missing
