// SPDX-License-Identifier: Apache-2.0
import type { problems as english } from "../en/problems";

export const problems: typeof english = {
  unreachable: "服务器没有响应",
  unreachable_mend: "camel serve 是否在运行，计算机是否联网？按下按钮将再次请求。",
  not_ready: "正在仿真用于计算概率的年份",
  unauthorized: "需要密钥",
  forbidden: "此密钥无权执行该操作",
  not_found: "此处没有该内容",
  invalid: "无法理解该请求",
  too_many: "请求过多，请稍候",
  server: "服务器无法完成",
  at: (file: string, line: string) => `${file} 第 ${line} 行`,
};
