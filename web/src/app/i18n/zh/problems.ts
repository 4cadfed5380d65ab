// SPDX-License-Identifier: Apache-2.0
import type { problems as english } from "../en/problems";

export const problems: typeof english = {
  kinds: {
    "bad-request": "无法理解该请求",
    bundled: "程序自带的内容不能更改",
    "changed-meanwhile": "期间已被他人更改",
    "corridor-exists": "已有同名走廊",
    fault: "服务器出错",
    "foreign-site": "其他网站的页面无权在此更改",
    "in-use": "该走廊有任务在等待或运行",
    "key-needed": "需要密钥",
    "key-reused": "同一请求被重复发送且内容不同",
    "no-result": "该任务尚无结果",
    "not-ended": "该任务尚未结束",
    "not-found": "此处没有该内容",
    "not-ready": "正在仿真用于计算概率的年份",
    "queue-full": "等待的任务过多",
    "role-needed": "此密钥无权执行该操作",
    "scenario-exists": "已有同名情景",
    "too-large": "超出服务器可接收的大小",
    "too-many-requests": "请求过多，请稍候",
    "unknown-corridor": "没有该走廊",
    "unknown-job": "没有该任务",
    "unknown-scenario": "该走廊没有此情景",
    "unknown-table": "数据包中没有此表",
    unreachable: "服务器没有响应",
    "unsound-corridor": "数据包有错误，已退回",
    "unsound-scenario": "该情景使走廊数据出现错误",
  },
  unreachable_mend: "camel serve 是否在运行，计算机是否联网？按下按钮将再次请求。",
  server: "服务器无法完成",
};
