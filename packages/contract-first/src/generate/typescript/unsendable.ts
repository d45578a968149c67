import type { Notice } from '../../document/notice.ts';
import type { MethodModel, ResourceModel } from '../model/clientModel.ts';

/** Methods that `fetch` refuses, and those with which it sends no body (Fetch standard, section 2.2.1). */
const refused = /^(?:TRACE|TRACK|CONNECT)$/;
const withoutBody = /^(?:GET|HEAD)$/;

function whyNotSent({ verb, body }: MethodModel): string | undefined {
  if (refused.test(verb)) return `\`fetch\` does not send ${verb}`;
  if (withoutBody.test(verb) && body?.required) return `\`fetch\` sends no body with ${verb}`;
  return undefined;
}

/** A resource without the operations that `fetch` cannot send, which are reported. */
export function sendable(resource: ResourceModel, notices: Notice[]): ResourceModel {
  return {
    ...resource,
    methods: resource.methods.filter((method) => {
      const reason = whyNotSent(method);
      if (reason === undefined) return true;
      notices.push({
        rule: 'operation-left-out',
        level: 'warning',
        pointer: method.pointer,
        message: `The TypeScript client has no method for ${method.id}: ${reason}. Describe it with another method, such as POST or QUERY.`,
      });
      return false;
    }),
    resources: resource.resources.map((each) => sendable(each, notices)),
  };
}
