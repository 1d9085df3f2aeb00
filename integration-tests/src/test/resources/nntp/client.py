import datetime, io, nntplib, ssl, sys

port = int(sys.argv[1])
server = nntplib.NNTP('127.0.0.1', port, timeout=20)
print('welcome', server.getwelcome())
print('capabilities', sorted(server.getcapabilities().items()))
try:
    server.group('local.test')
except nntplib.NNTPTemporaryError as e:
    print('refused', e)
server.starttls(ssl._create_unverified_context())
print('secured', sorted(server.getcapabilities()))
server.login('u1', 'secret')
print('logged in', sorted(server.getcapabilities().items()))
print('list', server.list()[1])
print('list with pattern', server.list('*.general')[1])
print('new groups', server.newgroups(datetime.date(2020, 1, 1))[1])
print('new news', server.newnews('local.*', datetime.datetime(2020, 1, 1))[1])
print('description', server.description('local.test'))
print('descriptions', sorted(server.descriptions('*')[1].items()))
print('date', server.date()[0][:4], type(server.date()[1]).__name__)
print('help', len(server.help()[1]) > 10)
post = [b'From: me@x.org', b'Newsgroups: local.test,local.general', b'Subject: =?utf-8?q?caf=C3=A9?=',
        b'Message-ID: <python@x.org>', b'', b'one', b'.two', b'', b'..', b'caf\xe9']
print('post', server.post(post))
print('group', server.group('local.test'))
print('stat', server.stat())
print('next', server.next())
print('last', server.last())
print('head', server.head(2)[1].lines)
print('body', server.body('<python@x.org>')[1].lines)
print('article', [line for line in server.article(2)[1].lines if not line.startswith(b'Date')])
resp, overviews = server.over((1, 2))
print('over', [(n, sorted((k, v) for k, v in o.items() if k != 'date')) for n, o in overviews])
print('over by id', server.over('<python@x.org>')[1][0][1]['subject'])
print('decoded', ascii(nntplib.decode_header(overviews[1][1]['subject'])))
print('xover', len(server.xover(1, 5)[1]))
print('xhdr', server.xhdr('subject', '1-2')[1])
print('ihave', server.ihave('<offered@y.org>', [b'Path: y!x', b'Message-ID: <offered@y.org>', b'From: you',
        b'Newsgroups: local.general', b'Subject: offered', b'Date: Sun, 29 Nov 2026 10:00:00 +0000', b'', b'text']))
for what, call in [('again', lambda: server.ihave('<offered@y.org>', [b'Subject: x', b'', b'x'])),
                   ('no group', lambda: server.group('no.such')),
                   ('no article', lambda: server.article(99)),
                   ('no id', lambda: server.head('<nobody@home>')),
                   ('bad post', lambda: server.post([b'From: me', b'Subject: x', b'', b'x']))]:
    try:
        print(what, call())
    except nntplib.NNTPError as e:
        print(what, type(e).__name__, e)
body = io.BytesIO()
server.body('<python@x.org>', file=body)
print('body to a file', body.getvalue())
print('quit', server.quit())
try:
    nntplib.NNTP('127.0.0.1', port, 'u1', 'wrong', timeout=20)
except nntplib.NNTPError as e:
    print('wrong password', type(e).__name__, e)
with nntplib.NNTP('127.0.0.1', port, 'guest', 'secret', readermode=True, timeout=20) as guest:
    print('guest', guest.group('local.general')[1:4])
    try:
        guest.post([b'From: me', b'Subject: x', b'', b'x'])
    except nntplib.NNTPError as e:
        print('guest posts', type(e).__name__, e)
