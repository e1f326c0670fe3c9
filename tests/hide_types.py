#!/usr/bin/env python3
"""The law of unknowns over every kind of type declaration (tests/data/types).

    python3 tests/hide_types.py BUILD

Hides each export, and each value of a plan (as known only after apply), one at a time. A verdict of a subject
must stay or become unknown. Keys are not hidden, and inputs that contradict each other are skipped.
"""
import copy
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

A = os.path.join(os.path.abspath(sys.argv[1]), "assay")
B = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "types")
KEYS = ("region", "name", "bucket", "id", "role", "spot_instance_id")
CONTRADICT = ("two-owners", "foreign", "differ")

def run(folder,control,words,inputs):
    cmd=[A,'check','--rules','rules','--control',control,'--show','all','--format','json']
    if 'account' in words: cmd+=['--account',words['account']]
    for p in (words.get('params') or '').split(','):
        if p: cmd+=['--param',control+'.'+p]
    r=subprocess.run(cmd+inputs,cwd=folder,capture_output=True,text=True)
    v={}
    try:
        for x in json.loads(r.stdout).get('results',[]): v[x['subject']]=x['verdict']
    except Exception: v={'?':'error'}
    return v
n=bad=0
def leaves(v,path=()):
    if isinstance(v,dict):
        for k in v: yield from leaves(v[k],path+(k,))
    elif isinstance(v,list):
        for i,x in enumerate(v): yield from leaves(x,path+(i,))
    else: yield path
def hide(change,path):
    c=copy.deepcopy(change); a=c['after']; u=c.setdefault('after_unknown',{})
    p=a
    for s in path[:-1]: p=p[s]
    if isinstance(p,list): p[path[-1]]=None
    else: del p[path[-1]]
    def put(u,path):
        if len(path)==1:
            if isinstance(u,list):
                while len(u)<=path[0]: u.append(False)
            u[path[0]]=True; return
        nxt=path[1]
        if isinstance(u,list):
            while len(u)<=path[0]: u.append([] if isinstance(nxt,int) else {})
            if not isinstance(u[path[0]],(list,dict)): u[path[0]]=[] if isinstance(nxt,int) else {}
        elif not isinstance(u.get(path[0]),(list,dict)): u[path[0]]=[] if isinstance(nxt,int) else {}
        put(u[path[0]],path[1:])
    put(u,path); return c
for e in sorted(glob.glob(B+'/*/expect')):
    case=os.path.dirname(e); control=None
    for line in open(e):
        line=line.strip()
        if line.startswith('control='): control=line[8:]; continue
        if not line or line[0]=='#': continue
        w=dict(x.split('=',1) for x in line.split(' #')[0].split())
        inputs=w['inputs'].split(',')
        if w['row'] in CONTRADICT: continue
        full=run(case,control,w,inputs)
        t=tempfile.mkdtemp(); 
        def check(what):
            global n,bad
            n+=1
            less=run(t,control,w,inputs)
            for s,v in less.items():
                f=full.get(s)
                if f and v in('pass','fail') and f in('pass','fail') and v!=f: bad+=1; print('FAILED: flip',os.path.basename(case),w['row'],what,s,f,'->',v)
                if v in('pass','not-applicable') and f=='unknown': bad+=1; print('FAILED: gain',os.path.basename(case),w['row'],what,s,f,'->',v)
        files=[]
        for i in inputs:
            p=case+'/'+i
            for q in ([p] if os.path.isfile(p) else [os.path.join(d,x) for d,_,fs in os.walk(p) for x in fs]): files.append(os.path.relpath(q,case))
        for f in files:
            shutil.rmtree(t); shutil.copytree(case,t)
            if 'plan' in os.path.basename(f):
                doc=json.load(open(case+'/'+f))
                for ci,c in enumerate(doc.get('resource_changes',[])):
                    if not c['change'].get('after'): continue
                    for path in list(leaves(c['change']['after'])):
                        if path[-1] in KEYS: continue
                        d=copy.deepcopy(doc); d['resource_changes'][ci]['change']=hide(c['change'],path)
                        json.dump(d,open(t+'/'+f,'w')); check((f,c['address'],path))
            else:
                os.remove(t+'/'+f); check(f)
        shutil.rmtree(t,ignore_errors=True)
print('%d passed, %d failed' % (n - bad, bad))
sys.exit(bad > 0 or n == 0)
