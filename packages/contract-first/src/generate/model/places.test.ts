import { describe, expect, it } from 'vitest';
import { placeText } from './assignNames.ts';
import type { Facts } from './pathPlace.ts';
import { placesOf } from './places.ts';

/** The first choice for an operation such as `GET /pets`. */
function nameOf(operation: string, rest: Partial<Facts> = {}): string {
  const [method = '', path = ''] = operation.split(' ');
  const [best] = placesOf({
    id: undefined,
    method: method.toLowerCase(),
    path,
    tags: [],
    siblings: [method.toLowerCase()],
    isList: undefined,
    title: 'Example API',
    hosts: [],
    ...rest,
  });
  return best ? placeText(best) : '';
}
const all = ['get', 'put', 'post', 'delete', 'patch'];

describe('without an id, by path and method', () => {
  it.each([
    ['GET /pets', 'pets.list'],
    ['POST /pets', 'pets.create'],
    ['GET /pets/{id}', 'pets.get'],
    ['PUT /pets/{id}', 'pets.update'],
    ['PATCH /pets/{id}', 'pets.update'],
    ['DELETE /pets/{id}', 'pets.delete'],
    ['DELETE /pets', 'pets.deleteAll'],
    ['POST /customers/{customer}', 'customers.update'],
    ['GET /repos/{owner}/{repo}/issues', 'repos.issues.list'],
    ['GET /repos/{owner}/{repo}/issues/{number}', 'repos.issues.get'],
    ['GET /api/v1/pets', 'pets.list'],
    ['GET /v2.1/pets/', 'pets.list'],
    ['GET /pets.json', 'pets.list'],
    ['POST /charges/{charge}/capture', 'charges.capture'],
    ['POST /invoices/{id}/mark_uncollectible', 'invoices.markUncollectible'],
    ['POST /jobs/{id}:cancel', 'jobs.cancel'],
    ['POST /login', 'login'],
    ['GET /users/me', 'users.me'],
    ['GET /compare/{base}/{head}', 'compare'],
    ['GET /render/{id}', 'render.get'],
    ['PUT /assets/change-sets', 'assets.changeSets.replace'],
    ['GET /admin.conversations.getTeams', 'admin.conversations.getTeams'],
    ['POST /#X-Amz-Target=DynamoDB_20120810.ListTables', 'listTables'],
    ['PUT /files/{id}#update_shared_link', 'files.updateSharedLink'],
    ['QUERY /pets', 'pets.query'],
    ['GET /', 'getRoot'],
  ])('%s is %s', (operation, name) => {
    expect(nameOf(operation)).toBe(name);
  });

  it('says replace for a PUT beside a PATCH', () => {
    expect(nameOf('PUT /pets/{id}', { siblings: all })).toBe('pets.replace');
  });
  it('takes a thing with several operations for a resource', () => {
    expect(nameOf('POST /charges/{id}/dispute', { siblings: ['get', 'post'] })).toBe(
      'charges.dispute.create',
    );
  });
  it('follows the response where the name of the path is no plural', () => {
    expect(nameOf('GET /audit/{id}/log', { siblings: ['get', 'delete'], isList: true })).toBe(
      'audit.log.list',
    );
  });
});

describe('with an id that only says the path once more', () => {
  it.each([
    [
      'GET /v1/customers/{customer}/balance_transactions',
      'GetCustomersCustomerBalanceTransactions',
      'customers.balanceTransactions.list',
    ],
    ['GET /folders/{folder_id}/watermark', 'get_folders_id_watermark', 'folders.watermark.get'],
    ['POST /accounts/balance/get', 'accountsBalanceGet', 'accounts.balance.get'],
    ['GET /pets', 'GET_pets', 'pets.list'],
    ['GET /pets', 'pets', 'pets.list'],
    ['GET /locations/{locationId}', 'getLocationsLocationid', 'locations.get'],
    ['GET /routes', '5476362a281d830c946a3d72', 'routes.list'],
  ])('%s %s is %s', (operation, id, name) => {
    const siblings = operation.endsWith('watermark') ? all : undefined;
    expect(nameOf(operation, { id, ...(siblings && { siblings }) })).toBe(name);
  });
});

describe('with an id that has separators', () => {
  it.each([
    ['GET /files', 'files.list', [], 'files.list'],
    ['GET /system/stats', 'system.stats', [], 'system.stats'],
    ['GET /orgs/{org}/repos', 'repos/list-for-org', ['repos'], 'repos.listForOrg'],
    ['GET /users', 'UsersController_findAll', [], 'users.list'],
    ['GET /users', 'UserService_ListUsers', [], 'user.list'],
    ['GET /status/{id}', 'organize.get_status', [], 'organize.getStatus'],
    ['GET /status/{id}', 'organize_get_status', ['organize'], 'organize.getStatus'],
    ['GET /users', 'get.users', ['users'], 'users.list'],
    ['GET /routes/{id}', 'Routes_GetRouteById', [], 'routes.get'],
    ['GET /dcim/cables/{id}/', 'dcim_cables_read', ['dcim'], 'dcim.cables.read'],
    [
      'PATCH /dcim/racks/',
      'dcim_racks_bulk_partial_update',
      ['dcim'],
      'dcim.racks.bulkPartialUpdate',
    ],
    [
      'DELETE /databases/{id}/pools/{name}',
      'databases_delete_connectionPool',
      ['Databases'],
      'databases.deleteConnectionPool',
    ],
    ['POST /uptime/checks', 'uptime_check_create', ['Uptime'], 'uptime.check.create'],
    [
      'GET /gmail/v1/users/{id}/settings/sendAs/{mail}/smimeInfo',
      'gmail.users.settings.sendAs.smimeInfo.list',
      [],
      'gmail.users.settings.sendAs.smimeInfo.list',
    ],
  ])('%s %s is %s', (operation, id, tags, name) => {
    expect(nameOf(operation, { id, tags })).toBe(name);
  });

  it('leaves out a first part that only names the API', () => {
    const rest = {
      id: 'youtube.videos.list',
      title: 'YouTube Data API v3',
      hosts: ['youtube.googleapis.com'],
    };
    expect(nameOf('GET /youtube/v3/videos', rest)).toBe('videos.list');
  });
});

describe('with an id and a tag', () => {
  it.each([
    ['GET /pets', 'listPets', 'pets', 'pets.list'],
    ['GET /pets', 'getPets', 'pets', 'pets.list'],
    ['GET /pets', 'getAllPets', 'pets', 'pets.list'],
    ['GET /albums', 'get-multiple-albums', 'Albums', 'albums.list'],
    ['GET /pets/{petId}', 'getPetById', 'pet', 'pet.get'],
    ['GET /pet/findByStatus', 'findPetsByStatus', 'pet', 'pet.findByStatus'],
    ['POST /pet/{petId}', 'updatePetWithForm', 'pet', 'pet.updateWithForm'],
    ['GET /user/{username}', 'getUserByName', 'user', 'user.get'],
    ['GET /store/inventory', 'getInventory', 'store', 'store.getInventory'],
    ['GET /projects/{id}/tasks', 'getTasksForProject', 'Tasks', 'tasks.listForProject'],
    ['POST /projects/{id}/addMembers', 'addMembersForProject', 'Projects', 'projects.addMembers'],
    ['GET /v1/blocks/{id}', 'retrieveABlock', 'Blocks', 'blocks.retrieve'],
    [
      'PATCH /meetings/{id}/registrants/questions',
      'meetingRegistrantQuestionUpdate',
      'Meetings',
      'meetings.updateRegistrantQuestion',
    ],
    [
      'GET /v1/Rooms/{RoomSid}/Participants',
      'ListRoomParticipant',
      'VideoV1Participant',
      'participant.listForRoom',
    ],
    ['GET /contacts', 'searchCompanyContacts', 'Contacts', 'contacts.searchCompanyContacts'],
    ['GET /items', 'read_items_items_get', 'items', 'items.list'],
    ['GET /pets', 'listPetsUsingGET_1', 'pet-controller', 'pet.list'],
    ['GET /things', 'apisAll', 'APIs', 'things.apisAll'],
  ])('%s %s in %s is %s', (operation, id, tag, name) => {
    expect(nameOf(operation, { id, tags: [tag] })).toBe(name);
  });

  it('goes by the path where the tag only names the API', () => {
    const rest = { id: 'createTranslation', tags: ['OpenAI'], title: 'OpenAI API' };
    expect(nameOf('POST /audio/translations', rest)).toBe('audio.translations.create');
  });
});

describe('with an id and no tag', () => {
  it.each([
    ['GET /users', 'listUsers', 'users.list'],
    ['GET /fine-tunes/{id}/events', 'listFineTuneEvents', 'fineTunes.events.list'],
    [
      'POST /2015-03-31/functions/{FunctionName}/policy',
      'AddPermission',
      'functions.addPermission',
    ],
    ['POST /BatchGetRecord', 'BatchGetRecord', 'batchGetRecord'],
    ['POST /analyze', 'AnalyzeImage', 'analyzeImage'],
  ])('%s %s is %s', (operation, id, name) => {
    expect(nameOf(operation, { id })).toBe(name);
  });
});

it('compares long ids with long paths in a moment', () => {
  const path = '/{id}'.repeat(200);
  expect(nameOf(`GET ${path}/a`, { id: `${'id_'.repeat(200)}b` })).not.toBe('');
  expect(
    nameOf(`GET ${'/a'.repeat(1000)}`, { id: `list${'A'.repeat(1000)}b`, tags: ['b'] }),
  ).not.toBe('');
});
