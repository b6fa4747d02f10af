#!/bin/sh
docker run -d --name plain base:1
docker run -d --name privileged --privileged base:1
docker run -d --name privfalse --privileged=false base:1
docker run -d --name user-uid --user 1000:1000 base:1
docker run -d --name user-zero --user 0:1000 base:1
docker run -d --name user-gidonly --user :1000 base:1
docker run -d --name ro --read-only base:1
docker run -d --name caps-all --cap-drop ALL base:1
docker run -d --name caps-some --cap-add SYS_ADMIN --cap-add NET_ADMIN --cap-drop MKNOD base:1
docker run -d --name caps-both --cap-add ALL --cap-drop SYS_ADMIN base:1
docker run -d --name caps-dropadd --cap-drop ALL --cap-add CHOWN --cap-add SETUID base:1
docker run -d --name nnp --security-opt no-new-privileges base:1
docker run -d --name nnp-false --security-opt no-new-privileges=false base:1
docker run -d --name sec-un --security-opt seccomp=unconfined base:1
docker run -d --name app-un --security-opt apparmor=unconfined base:1
docker run -d --name label-off --security-opt label=disable base:1
docker run -d --name paths-un --security-opt systempaths=unconfined base:1
docker run -d --name mem --memory 64m base:1
docker run -d --name mem-swap -m 64m --memory-swap 64m base:1
docker run -d --name mem-swapfree --memory 64m --memory-swap -1 base:1
docker run -d --name cpus --cpus 1.5 base:1
docker run -d --name cpu-quota --cpu-period 100000 --cpu-quota 50000 base:1
docker run -d --name cpu-shares --cpu-shares 512 base:1
docker run -d --name cpu-set --cpuset-cpus 0 base:1
docker run -d --name cpu-set-all --cpuset-cpus 0-1 base:1
docker run -d --name pids --pids-limit 100 base:1
docker run -d --name oom --oom-kill-disable --memory 64m base:1
docker run -d --name net-host --network host base:1
docker run -d --name net-none --network none base:1
docker run -d --name net-own --network back --network-alias db base:1
docker run -d --name pid-host --pid host base:1
docker run -d --name ipc-host --ipc=host base:1
docker run -d --name uts-host --uts host base:1
docker run -d --name userns-host --userns host base:1
docker run -d --name cgroupns-host --cgroupns host base:1
docker run -d --name cgroup-parent --cgroup-parent /mygroup base:1
docker run -d --name restart-always --restart always base:1
docker run -d --name restart-of5 --restart on-failure:5 base:1
docker run -d --name health --health-cmd 'wget -q localhost || exit 1' --health-interval 10s --health-timeout 3s --health-retries 2 --health-start-period 5s base:1
docker run -d --name log-none --log-driver none base:1
docker run -d --name log-local --log-driver local base:1
docker run -d --name ulimit --ulimit nofile=1024:2048 base:1
docker run -d --name port-pair -p 18081:8080 base:1
docker run -d --name port-local -p 127.0.0.1:18082:8080/tcp base:1
docker run -d --name port-low -p 127.0.0.1:80:80 base:1
docker run -d --name port-localrandom -p 127.0.0.1::8080 base:1
docker run -d --name port-all-none -P base:1
docker run -d --name vol-etc -v /etc:/host/etc base:1
docker run -d --name vol-etc-ro -v /etc:/host/etc:ro base:1
docker run -d --name vol-root -v /:/host base:1
docker run -d --name vol-sock -v /var/run/docker.sock:/var/run/docker.sock base:1
docker run -d --name vol-sock-ro -v /run/docker.sock:/var/run/docker.sock:ro base:1
docker run -d --name vol-named -v pgdata:/data base:1
docker run -d --name vol-rshared -v /mnt:/shared:rshared base:1
docker run -d --name mount-bind-ro --mount type=bind,src=/proc,dst=/host/proc,readonly base:1
docker run -d --name mount-tmpfs --mount type=tmpfs,dst=/scratch,tmpfs-size=1000000,tmpfs-mode=1770 base:1
docker run -d --name tmpfs --tmpfs /tmp:rw,noexec,nosuid,size=16m base:1
docker run -d --name volfrom --volumes-from vol-etc base:1
docker run -d --name dev-null --device /dev/null:/dev/mynull base:1
docker run -d --name dev-disk --device /dev/vda:/dev/xvda:r base:1
docker run -d --name dev-rule-all --device-cgroup-rule 'a *:* rwm' base:1
docker run -d --name sysctl --sysctl net.core.somaxconn=1024 base:1
docker run -d --name env-secret -e API_KEY=abcdef123456 base:1
docker run -d --name env-empty -e API_KEY= base:1
docker run -d --name label-secret -l com.example.secret=s3cr3t base:1
docker run -d --name groups --group-add 0 --group-add 995 base:1
docker run -d --name init --init base:1
docker run -d --name dns --dns 1.1.1.1 base:1
